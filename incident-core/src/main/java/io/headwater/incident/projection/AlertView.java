package io.headwater.incident.projection;

import java.time.Instant;
import java.util.List;

/**
 * A check in a run, as part of an incident.
 *
 * @param check the source's own id
 * @param subject URN of what it watches; the source's name of it where lineage does not know it
 * @param outcome FAILED, WARNED, ERRORED or SKIPPED
 * @param role `cause` or `symptom`
 * @param clearedAt when the check was clear again; null while it is not
 */
public record AlertView(
        String check,
        String checkName,
        String checkKind,
        String subject,
        List<String> assets,
        String source,
        String outcome,
        String severity,
        String run,
        Instant occurredAt,
        Instant lastPassedAt,
        String message,
        Long failedRows,
        String role,
        Instant clearedAt,
        String clearedReason,
        String url,
        String incident) {}
