# What both kinds of profile stand on. Builtins only: there is no nixpkgs here.
rec {
  # Lays one configuration over another: sets merge, lists and scalars replace. An explicit null is a value and replaces.
  deepMerge =
    base: overlay:
    base
    // builtins.mapAttrs (
      name: value:
      if builtins.isAttrs value && builtins.isAttrs (base.${name} or null) then
        deepMerge base.${name} value
      else
        value
    ) overlay;

  # What is laid over a configuration, if each value is of the type that it replaces: a fraction in the place of a whole
  # number would go on into all that follows from it.
  keepTypes =
    path: base: overlay:
    builtins.mapAttrs (
      name: value:
      let
        here = path + name;
        old = base.${name} or null;
        type = one: if builtins.isInt one then "an int" else "a ${builtins.typeOf one}";
      in
      if old == null then
        value
      else if type old != type value then
        throw "${here} is ${type value} and has to be ${type old}"
      else if builtins.isAttrs value then
        keepTypes "${here}." old value
      else
        value
    ) overlay;

  # A profile system over any configuration: base <- profile <- overrides, then what follows from the result.
  mkProfileSystem =
    {
      base ? { },
      profiles,
      complete ? config: config,
    }:
    let
      available = builtins.attrNames profiles;
      unknown =
        profile:
        throw ''
          Unknown profile: ${profile}

          Available profiles:
          ${builtins.concatStringsSep "\n" (map (name: "  - ${name}") available)}
        '';
    in
    {
      inherit profiles;
      listProfiles = available;
      validateProfile = profile: profiles ? ${profile} || unknown profile;
      getConfig =
        profile: overrides:
        let
          lay = under: over: deepMerge under (keepTypes "" under over);
        in
        complete (lay (lay base (profiles.${profile} or (unknown profile))) overrides)
        // {
          _profile = {
            name = profile;
            availableProfiles = available;
          };
        };
    };

  readJson = file: builtins.fromJSON (builtins.readFile file);

  # The JSON files of a folder by their names; base.json is no profile.
  readProfiles =
    folder:
    let
      nameOf =
        file:
        let
          match = builtins.match "(.+)\\.json" file;
        in
        if match == null then null else builtins.head match;
      names = builtins.filter (name: name != null && name != "base") (
        map nameOf (builtins.attrNames (builtins.readDir folder))
      );
    in
    genAttrs names (name: readJson (folder + "/${name}.json"));

  genAttrs =
    names: value:
    builtins.listToAttrs (
      map (name: {
        inherit name;
        value = value name;
      }) names
    );

  mapNames =
    rename: set:
    builtins.listToAttrs (
      map (name: {
        name = rename name;
        value = set.${name};
      }) (builtins.attrNames set)
    );

  # A file with this text and nothing else. Nix fetches it from its own store by its hash: that takes no shell, so it
  # builds in a sandbox that has none.
  writeText =
    name: text:
    derivation {
      inherit name;
      system = "builtin";
      builder = "builtin:fetchurl";
      url = "file://${builtins.toFile name text}";
      urls = [ ];
      unpack = false;
      executable = false;
      outputHashMode = "flat";
      outputHashAlgo = "sha256";
      outputHash = builtins.hashString "sha256" text;
      preferLocalBuild = true;
    };
}
