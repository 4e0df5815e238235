package io.headwater.incident.policy.registry;

import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML without implicit timestamps and base-60 numbers: `2026-01-05` and `09:00` stay text, as in JSON. */
final class TextDates extends Resolver {
    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.BOOL, java.util.regex.Pattern.compile("^(?:true|false)$"), "tf");
        addImplicitResolver(Tag.INT, java.util.regex.Pattern.compile("^-?(?:0|[1-9][0-9]*)$"), "-0123456789");
        addImplicitResolver(
                Tag.FLOAT,
                java.util.regex.Pattern.compile("^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$"),
                "-0123456789");
        addImplicitResolver(Tag.NULL, NULL, "~nN\0");
        addImplicitResolver(Tag.NULL, EMPTY, null);
    }
}
