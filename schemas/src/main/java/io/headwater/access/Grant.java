package io.headwater.access;

/**
 * What a caller was let in as.
 *
 * @param role what they may do
 * @param workspace where; `*` is everywhere
 * @param who the person's e-mail or user name where known (a console session), else the token's short hash
 */
public record Grant(Role role, String workspace, String who) {
    public static final String EVERYWHERE = "*";

    public boolean allows(Role needed, String inWorkspace) {
        return role.covers(needed) && allowsWorkspace(inWorkspace);
    }

    /** Whether the grant reaches into that workspace. */
    public boolean allowsWorkspace(String other) {
        return workspace.equals(EVERYWHERE) || workspace.equals(other);
    }
}
