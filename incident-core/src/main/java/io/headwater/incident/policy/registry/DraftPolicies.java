package io.headwater.incident.policy.registry;

import io.headwater.identity.PersonHash;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.incident.topology.mapping.PolicyMapping;
import io.headwater.problem.Problem;
import io.headwater.problem.Problem.FieldError;
import io.headwater.problem.ProblemException;
import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Policies that are in force nowhere yet, read and checked as those are that are put in force. */
public final class DraftPolicies {
    private final PolicyText text = new PolicyText(new CelExpressions()::errors, CelExpressions.overOutcomes()::errors);
    private final PersonHash hash;

    /** @param hash of people whom the documents name */
    public DraftPolicies(PersonHash hash) {
        this.hash = hash;
    }

    /**
     * One document.
     *
     * @param file where it comes from, for people
     * @param policy {@code kind/name}
     * @param text YAML or JSON
     */
    public record Draft(String file, String policy, String text) {}

    /**
     * All of them as the engine knows policies, each in its first version.
     *
     * @throws ProblemException 400 with file, line, field and rule of everything that is wrong
     */
    public List<PolicyDocument> read(List<Draft> drafts) {
        List<PolicyDocument> policies = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        Map<String, String> files = new HashMap<>();
        int wrong = 0;
        for (Draft draft : drafts) {
            String other = files.putIfAbsent(draft.policy(), draft.file());
            if (other != null) {
                wrong++;
                errors.add(new FieldError(draft.file(), "is policy " + draft.policy() + " as " + other + " is"));
                continue;
            }
            try {
                policies.add(read(draft));
            } catch (ProblemException refused) {
                wrong++;
                errors.addAll(in(draft.file(), refused.problem()));
            }
        }
        if (!errors.isEmpty()) {
            FieldError first = errors.get(0);
            throw Problem.malformed(
                            "%d of %d policies cannot be tried: %s: %s"
                                    .formatted(wrong, drafts.size(), first.field(), first.rule()),
                            errors.toArray(FieldError[]::new))
                    .asException();
        }
        return policies;
    }

    private PolicyDocument read(Draft draft) {
        int slash = draft.policy().indexOf('/');
        if (slash < 1 || slash == draft.policy().length() - 1) {
            throw Problem.malformed("'" + draft.policy() + "' is not kind/name").asException();
        }
        PolicyText.Checked checked = text.read(
                draft.text(), draft.policy().substring(0, slash), draft.policy().substring(slash + 1));
        String document =
                PolicyText.canonical(PolicyPeople.hash(checked.values(), hash).values());
        return PolicyMapping.toCore(Policy.newBuilder()
                .setWorkspace("draft")
                .setKind(checked.kind())
                .setName(checked.name())
                .setVersion(1)
                .setDocument(document)
                .setAppliedAt(Instant.EPOCH)
                .setAppliedBy(new Actor(ActorKind.SYSTEM, null, "api"))
                .build());
    }

    private static List<FieldError> in(String file, Problem problem) {
        if (problem.errors() == null || problem.errors().isEmpty()) {
            return List.of(new FieldError(file, problem.detail()));
        }
        return problem.errors().stream()
                .map(error -> new FieldError(file + ": " + error.field(), error.rule()))
                .toList();
    }
}
