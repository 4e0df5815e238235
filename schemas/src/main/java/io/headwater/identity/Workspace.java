package io.headwater.identity;

/** One data platform of one organisation; every key, row and URL belongs to one. */
public record Workspace(String name) {
    private static final int LONGEST = 63;

    /** @throws IllegalArgumentException where the name is not of the form `[a-z0-9-]{1,63}` */
    public Workspace {
        if (!isValid(name)) {
            throw new IllegalArgumentException("workspace '" + name + "' is not valid: 1 to 63 of a-z, 0-9 and '-'");
        }
    }

    /** By hand, as every record that is read asks it: a pattern takes ten times as long. */
    public static boolean isValid(String name) {
        if (name == null || name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isAllowed(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char letter) {
        return letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9' || letter == '-';
    }

    @Override
    public String toString() {
        return name;
    }
}
