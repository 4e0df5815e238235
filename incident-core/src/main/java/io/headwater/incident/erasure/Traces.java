package io.headwater.incident.erasure;

import java.util.List;

/**
 * What was known of a person just before their name went.
 *
 * @param held which of name, email, slackId, jiraId were on record; empty: nothing was
 * @param notes they wrote
 * @param namesakes other hashes under the same name or e-mail
 */
public record Traces(List<String> held, List<Note> notes, Counts counts, Mentions mentions, List<String> namesakes) {
    public Traces {
        held = List.copyOf(held);
        notes = List.copyOf(notes);
        namesakes = List.copyOf(namesakes);
    }

    /**
     * Where the hash stands.
     *
     * @param events of incidents, the bulky ones and headlines left out
     * @param incidents any of whose events, headline or viewers has it
     * @param views looks at what was broken
     * @param ownedAssets assets within a blast radius whose owner it is
     * @param typed reasons and descriptions the person typed
     */
    public record Counts(long events, long incidents, long views, long ownedAssets, long typed) {}
}
