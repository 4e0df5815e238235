package io.headwater.incident.backtest.run;

import io.headwater.incident.backtest.Trial;
import io.headwater.incident.backtest.Window;
import io.headwater.incident.policy.registry.DraftPolicies;
import io.headwater.problem.Problem;
import io.headwater.problem.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a back-test, as it comes.
 *
 * @param policies documents, as they are put in force
 * @param since ISO 8601; null: from the beginning
 * @param until ISO 8601; null: to the end
 */
public record BacktestRequest(List<Document> policies, String since, String until) {
    private static final int MOST = 500;

    /** @param policy {@code kind/name} */
    public record Document(String file, String policy, String text) {}

    /** The same in the core's words. */
    record Asked(Trial trial, Window window) {}

    /** Checks what is asked. */
    static final class Reader {
        private final DraftPolicies drafts;

        Reader(DraftPolicies drafts) {
            this.drafts = drafts;
        }

        /** @throws io.headwater.problem.ProblemException 400 with all that is wrong with the documents */
        Asked read(BacktestRequest request) {
            if (request == null
                    || request.policies() == null
                    || request.policies().isEmpty()) {
                throw wrong("policies", "is required: a list of at least one {\"file\", \"policy\", \"text\"}");
            } else if (request.policies().size() > MOST) {
                throw wrong("policies", "must not be more than " + MOST);
            }
            Optional<Instant> since = AskedTime.read("since", request.since());
            Optional<Instant> until = AskedTime.read("until", request.until());
            if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
                throw wrong("until", "must be after since");
            }
            return new Asked(new Trial(drafts.read(drafts(request.policies()))), new Window(since, until));
        }

        private static List<DraftPolicies.Draft> drafts(List<Document> documents) {
            List<DraftPolicies.Draft> drafts = new ArrayList<>();
            for (int i = 0; i < documents.size(); i++) {
                Document document = documents.get(i);
                if (document == null || document.policy() == null || document.text() == null) {
                    throw wrong("policies/" + i, "needs `policy` (kind/name) and `text`");
                }
                String file = document.file() == null ? document.policy() : document.file();
                drafts.add(new DraftPolicies.Draft(file, document.policy(), document.text()));
            }
            return drafts;
        }

        private static RuntimeException wrong(String field, String rule) {
            return Problem.malformed(field + " " + rule, new FieldError(field, rule))
                    .asException();
        }
    }
}
