{ lib }: lib.readProfiles ../../../profiles/origin
