package io.headwater.ticketing.sending;

import io.headwater.ticketing.jira.Jira;
import io.headwater.ticketing.ledger.Sendings;
import io.headwater.ticketing.ledger.Task;
import io.headwater.ticketing.reference.ReferenceLog;
import io.headwater.ticketing.ticket.Intent;
import io.headwater.ticketing.ticket.TicketText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Carries out one task at Jira and tells the ledger. What Jira may hold already is looked for before it is sent again. */
@ApplicationScoped
class Errand {
    private final Sendings ledger;
    private final ReferenceLog reference;
    private final String origin;

    @Inject
    Errand(Sendings ledger, ReferenceLog reference, @ConfigProperty(name = "headwater.public-url") String origin) {
        this.ledger = ledger;
        this.reference = reference;
        this.origin = origin;
    }

    /** @throws io.headwater.ticketing.jira.JiraTrouble where Jira did not do it */
    void run(Task task, Jira jira) {
        TicketText text = new TicketText(origin, task.workspace(), task.incident(), reference.names(task.workspace()));
        if (task.intent() instanceof Intent.Create create) {
            create(task, create, jira, text);
            return;
        }
        String key = task.key().orElseThrow(() -> new IllegalStateException(task.id() + " comes before its ticket"));
        if (task.intent() instanceof Intent.Edit edit) {
            jira.edit(key, text.summary(edit.sight()), text.description(edit.sight()));
            ledger.confirmed(task.id());
        } else if (task.intent() instanceof Intent.LinkBack link) {
            jira.linkBack(
                    key,
                    "headwater=" + task.workspace() + "/" + task.incident(),
                    text.page(),
                    text.linkTitle(link.title()));
            ledger.moved(task.id(), jira.statusOf(key));
        } else if (task.intent() instanceof Intent.Comment comment) {
            comment(task, comment, key, jira, text);
        } else if (task.intent() instanceof Intent.Move move) {
            ledger.moved(task.id(), jira.move(key, move.targets(), move.category()));
        }
    }

    private void create(Task task, Intent.Create create, Jira jira, TicketText text) {
        if (create.placement().project().isEmpty()) {
            ledger.suppressed(
                    task.id(), "no Jira project: neither headwater.jira.project nor a ticket policy names one");
            return;
        }
        Optional<Jira.Issue> there = task.mayBeDone() ? jira.find(task.workspace(), task.incident()) : Optional.empty();
        if (there.isPresent()) {
            ledger.created(task.id(), there.get().key(), there.get().status());
            return;
        }
        String key = jira.create(
                task.workspace(),
                task.incident(),
                create.placement(),
                text.summary(create.sight()),
                text.description(create.sight()));
        ledger.created(task.id(), key, "");
    }

    private void comment(Task task, Intent.Comment comment, String key, Jira jira, TicketText text) {
        if (!task.mayBeDone() || !jira.hasComment(key, task.id())) {
            jira.comment(key, text.comment(comment, task.id()));
        }
        ledger.confirmed(task.id());
    }
}
