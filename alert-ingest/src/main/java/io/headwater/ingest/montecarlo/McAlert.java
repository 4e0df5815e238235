package io.headwater.ingest.montecarlo;

import io.headwater.ingest.outcome.OutcomeDraft;
import io.headwater.ingest.outcome.Rejected;
import java.util.List;
import java.util.Optional;

/**
 * What one webhook says.
 *
 * @param incident Monte Carlo's id of the alert; the outcomes' run
 * @param outcomes one per check; for an update that names no check, one that stands for all checks of the run
 * @param owner who the alert was given to, in plain text: hash before it leaves
 */
public record McAlert(String incident, List<OutcomeDraft> outcomes, List<Rejected> rejected, Optional<String> owner) {}
