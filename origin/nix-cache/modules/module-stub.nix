# As much of NixOS's module system as our modules use, without nixpkgs: every option is free-form. Definitions of several
# modules are merged as NixOS merges them: sets by name, lists one after the other; of other values the one with the highest
# priority counts, and two of the same priority must be equal.
{ modules }:
let
  inherit (builtins) all attrNames concatLists concatMap filter foldl' head isAttrs isFunction isList listToAttrs map;

  lib = rec {
    mkIf = condition: content: { _type = "if"; inherit condition content; };
    mkMerge = contents: { _type = "merge"; inherit contents; };
    mkOverride = priority: content: { _type = "override"; inherit priority content; };
    mkDefault = mkOverride 1000;
    mkForce = mkOverride 50;
    optional = condition: item: if condition then [ item ] else [ ];
    optionals = condition: items: if condition then items else [ ];
    optionalString = condition: text: if condition then text else "";
    optionalAttrs = condition: set: if condition then set else { };
    genAttrs = names: value: listToAttrs (map (name: { inherit name; value = value name; }) names);
  };

  # What every definition has switched off. It is taken out at the end: whether it is set may depend on another option.
  unset = { _type = "unset"; };
  isSet = value: !(isAttrs value) || (value._type or "") != "unset";
  strip = value:
    if isPlain value then
      listToAttrs (concatMap (name: let inner = strip value.${name}; in if isSet inner then [ { inherit name; value = inner; } ] else [ ]) (attrNames value))
    else value;

  isPlain = value: isAttrs value && !(value ? _type);

  # A definition without its wrappers: a list of { priority, value }.
  unwrap = priority: value:
    if !isAttrs value || !(value ? _type) then [ { inherit priority value; } ]
    else if value._type == "if" then (if value.condition then unwrap priority value.content else [ ])
    else if value._type == "merge" then concatMap (unwrap priority) value.contents
    else if value._type == "override" then unwrap value.priority value.content
    else throw "${value._type} is not known to the stub";

  merge = path: definitions:
    let
      found = concatMap (one: unwrap one.priority one.value) definitions;
      best = foldl' (least: one: if one.priority < least then one.priority else least) 9999 found;
      values = map (one: one.value) (filter (one: one.priority == best) found);
      first = head values;
    in
    if found == [ ] then unset
    else if all (one: isPlain one.value) found then mergeSets path found
    else if all isList values then concatLists values
    else if all (value: value == first) values then first
    else throw "${path} is set to different values by two modules";

  mergeSets = path: sets:
    let
      names = attrNames (foldl' (all: one: all // one.value) { } sets);
      of = name: concatMap (one: if one.value ? ${name} then [ { inherit (one) priority; value = one.value.${name}; } ] else [ ]) sets;
    in
    listToAttrs (map (name: { inherit name; value = merge "${path}.${name}" (of name); }) names);

  config = merge "config" (map (module: { priority = 100; value = load module; }) modules);

  load = module:
    let
      loaded = if isFunction module || isAttrs module then module else import module;
    in
    if isFunction loaded then loaded { inherit lib config; pkgs = throw "the stub has no packages"; } else loaded;
in
strip config
