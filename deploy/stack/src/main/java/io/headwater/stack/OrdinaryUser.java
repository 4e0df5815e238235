package io.headwater.stack;

import java.util.List;

/** PostgreSQL refuses to run as root; as root it gets a user namespace in which it is nobody. Files stay root's. */
final class OrdinaryUser {
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private OrdinaryUser() {}

    /** What to put before the command; empty for an ordinary user. */
    static List<String> prefix() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        try {
            ServerProcess.run("unshare -U", List.of("unshare", "-U", "true"));
        } catch (StackException failure) {
            throw new StackException(
                    "PostgreSQL refuses to run as root, and this machine allows no user namespaces ("
                            + failure.getMessage() + "): start as an ordinary user",
                    failure);
        }
        return NAMESPACE;
    }
}
