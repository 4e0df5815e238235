package io.headwater.ticketing.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.AssetType;
import io.headwater.schema.IncidentStatus;
import io.headwater.schema.Owner;
import io.headwater.schema.Priority;
import io.headwater.schema.TicketLink;
import io.headwater.schema.incident.AffectedDashboard;
import io.headwater.schema.incident.EventMeta;
import io.headwater.schema.incident.Headline;
import io.headwater.schema.incident.ImpactSummary;
import io.headwater.schema.incident.IncidentAnnounced;
import io.headwater.schema.incident.MergedInto;
import io.headwater.schema.incident.PriorityReason;
import io.headwater.schema.incident.Resolved;
import io.headwater.ticketing.ticket.Doer;
import io.headwater.ticketing.ticket.Fact;
import io.headwater.ticketing.ticket.Sight;
import io.headwater.ticketing.ticket.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SightMappingTest {
    private static final Instant AT = Instant.parse("2026-03-01T04:00:00Z");
    private static final Actor ADA = Actor.newBuilder()
            .setKind(ActorKind.PERSON)
            .setPerson("ada0")
            .setVia("slack")
            .build();

    private final Headline headline = Headline.newBuilder()
            .setTitle("payments broke")
            .setStatus(IncidentStatus.MITIGATED)
            .setPriority(Priority.P1)
            .setPriorityReasons(List.of(new PriorityReason("rule", "facts")))
            .setOpenedAt(AT)
            .setBrokenSince(AT.minusSeconds(60))
            .setBrokenSinceAtLeast(true)
            .setAnnouncedAt(AT)
            .setRootCauses(List.of("table:a.b.c"))
            .setRootCauseSuspected(true)
            .setRootCauseReason("why")
            .setAlertCount(7)
            .setImpact(ImpactSummary.newBuilder()
                    .setAssetCount(5)
                    .setDashboardCount(2)
                    .setViewerCount(3)
                    .setDashboards(List.of(AffectedDashboard.newBuilder()
                            .setUrn("dashboard:looker:1")
                            .setName("Revenue")
                            .setType(AssetType.DASHBOARD)
                            .setOwners(List.of(
                                    Owner.newBuilder().setPerson("ada0").build(),
                                    Owner.newBuilder().setTeam("Finance").build()))
                            .build()))
                    .build())
            .setMergedFrom(List.of("inc-b"))
            .build();

    @Test
    void an_event_with_a_headline_is_the_whole_incident_as_tickets_see_it() {
        Fact fact = SightMapping.fact(new IncidentAnnounced(meta())).orElseThrow();
        assertThat(fact)
                .isEqualTo(new Fact(
                        4,
                        AT,
                        new Sight(
                                "payments broke",
                                Status.MITIGATED,
                                "P1",
                                List.of(new Sight.Reason("rule", "facts")),
                                Optional.of(AT.minusSeconds(60)),
                                true,
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                List.of("table:a.b.c"),
                                true,
                                "why",
                                7,
                                new Sight.Impact(
                                        5,
                                        2,
                                        3,
                                        List.of(new Sight.Dashboard(
                                                "dashboard:looker:1",
                                                "Revenue",
                                                Optional.empty(),
                                                Optional.empty(),
                                                List.of("ada0"),
                                                List.of("Finance")))),
                                List.of("inc-b"),
                                Optional.empty()),
                        ""));
    }

    @Test
    void a_resolution_brings_who_and_why() {
        headline.setStatus(IncidentStatus.RESOLVED);
        headline.setResolvedAt(AT);
        headline.setResolvedBy(ADA);
        Fact fact = SightMapping.fact(Resolved.newBuilder()
                        .setMeta(meta())
                        .setBy(ADA)
                        .setReason("fixed upstream")
                        .build())
                .orElseThrow();
        assertThat(fact.reason()).isEqualTo("fixed upstream");
        assertThat(fact.sight().resolvedBy()).contains(new Doer(Optional.of("ada0"), "slack"));
        assertThat(fact.sight().resolvedAt()).contains(AT);
    }

    @Test
    void a_merge_brings_the_other_and_why() {
        headline.setMergedInto("inc-a");
        Fact fact = SightMapping.fact(MergedInto.newBuilder()
                        .setMeta(meta())
                        .setInto("inc-a")
                        .setReason("one cause")
                        .build())
                .orElseThrow();
        assertThat(fact.reason()).isEqualTo("one cause");
        assertThat(fact.sight().mergedInto()).contains("inc-a");
    }

    @Test
    void an_event_of_a_single_check_says_nothing_of_the_whole() {
        EventMeta meta = meta();
        meta.setHeadline(null);
        assertThat(SightMapping.fact(new IncidentAnnounced(meta))).isEmpty();
    }

    @Test
    void a_state_that_a_later_version_added_is_not_guessed_at() {
        headline.setStatus(IncidentStatus.UNKNOWN);
        assertThat(SightMapping.fact(new IncidentAnnounced(meta()))).isEmpty();
    }

    @Test
    void a_record_that_is_no_incident_event_says_nothing() {
        assertThat(SightMapping.fact(new TicketLink())).isEmpty();
    }

    private EventMeta meta() {
        return EventMeta.newBuilder()
                .setWorkspace("shop")
                .setIncident("inc-1")
                .setVersion(4)
                .setEventId("inc-1-4")
                .setAt(AT)
                .setCause("test")
                .setHeadline(headline)
                .build();
    }
}
