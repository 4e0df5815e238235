/**
 * Decides which failures share a cause, and where that cause is. Pure: engine state comes in as values
 * ({@link io.headwater.incident.correlation.Failure}, {@link io.headwater.incident.correlation.OpenStory},
 * {@link io.headwater.incident.correlation.PassingChecks}), decisions go out as values with their reasons.
 *
 * <p>An incident is a story: <i>place X broke at t</i>. Each failing check it explains has a price by its kind and its
 * distance below X; one that still passed after t costs a flip; each check below X that passed after t costs a little;
 * a cause itself costs something. {@link io.headwater.incident.correlation.Correlator} tells the cheapest set of
 * stories for a batch, {@link io.headwater.incident.correlation.RootCause} the cheapest one for an incident,
 * {@link io.headwater.incident.correlation.Merger} compares one story with two. Costs are integers, in millionths of a
 * nat ({@link io.headwater.incident.correlation.Prices}).
 *
 * <p>What is not obvious:
 *
 * <ul>
 *   <li>The onset is part of what is tried, not a result: with place and onset fixed, each failure has a price of its
 *       own, so placing a batch is a plain facility-location problem ({@code Placing}). Only few onsets are worth trying.
 *   <li>A silent place is tried only where at least two assets below it fail: for one asset, the asset itself is the
 *       better name.
 *   <li>{@code maxCandidates} counts per failing asset, nearest upstreams first. Counted per batch, the failing assets
 *       of a large storm would crowd out the one upstream they share. Raising it, or {@code maxPassing}, changes nothing
 *       measurable on simulated storms; 32 and 16 do.
 *   <li>Failures on one asset, and failures of one large storm, are few witnesses, however many ({@code Crowd}).
 *   <li>A failure that an incident holds and that no longer lies below its cause (lineage changed, people merged) costs
 *       two flips, so that an incident always has an estimate.
 *   <li>Times are compared at the place that is tried: a check's pass and failure count for the state of that place which
 *       builds had carried down to it ({@code Carriage}).
 *   <li>Of silent places the nearest is the better name, but how far trouble went unseen does not part what is one story:
 *       {@code Story.cost} counts it, {@code Story.costOfTelling} does not.
 *   <li>What passes decides which place it was in full, but whether it is one story only up to a bound ({@code Story}).
 *   <li>What was learnt of single checks comes in at {@code Evidence}; an exact search would at {@code Placing}.
 * </ul>
 */
package io.headwater.incident.correlation;
