package io.headwater.identity;

import java.util.regex.Pattern;

/** One data platform of one organisation; every key, row and URL belongs to one. */
public record Workspace(String name) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,63}");

    /** @throws IllegalArgumentException where the name is not of the form `[a-z0-9-]{1,63}` */
    public Workspace {
        if (!isValid(name)) {
            throw new IllegalArgumentException("workspace '" + name + "' is not valid: 1 to 63 of a-z, 0-9 and '-'");
        }
    }

    public static boolean isValid(String name) {
        return name != null && FORM.matcher(name).matches();
    }

    @Override
    public String toString() {
        return name;
    }
}
