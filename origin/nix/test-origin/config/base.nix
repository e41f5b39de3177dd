{ lib }: lib.readJson ../../../profiles/origin/base.json
