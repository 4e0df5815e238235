package io.headwater.ticketing.ticket;

import java.time.Instant;
import java.util.List;

/** Something to be done at the far end, once. */
public sealed interface Intent {
    /** A short word for ids, ledger and reasons. */
    String kind();

    /** Make the ticket. */
    record Create(Sight sight, Placement placement) implements Intent {
        @Override
        public String kind() {
            return "create";
        }
    }

    /** Link the ticket back to the incident's page. */
    record LinkBack(String title) implements Intent {
        @Override
        public String kind() {
            return "link-back";
        }
    }

    /** Rewrite summary and description. */
    record Edit(Sight sight) implements Intent {
        @Override
        public String kind() {
            return "edit";
        }
    }

    /**
     * Say something below the ticket.
     *
     * @param other the other incident of a merge; else empty
     */
    record Comment(Topic topic, Sight sight, Instant at, String other, String reason) implements Intent {
        @Override
        public String kind() {
            return "comment";
        }
    }

    /**
     * Move the ticket.
     *
     * @param targets names of transitions or statuses, the first that exists is taken
     * @param category of the status (`new`, `indeterminate`, `done`), where none of those exists; may be empty
     */
    record Move(List<String> targets, String category) implements Intent {
        @Override
        public String kind() {
            return "move";
        }
    }

    /** What a comment is about. */
    enum Topic {
        RESOLVED,
        REOPENED,
        MERGED_INTO,
        MERGED_FROM
    }
}
