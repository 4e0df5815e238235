package io.headwater.notifier.delivery;

import io.headwater.notifier.ledger.Database;
import io.headwater.notifier.ledger.ThreadRow;
import io.headwater.notifier.ledger.ToldJson;
import io.headwater.notifier.ledger.ToldRow;
import io.headwater.notifier.message.Card;
import io.headwater.notifier.slack.SlackSettings;
import io.headwater.notifier.telling.Told;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** What the message of an incident shows now. */
@ApplicationScoped
class Cards {
    private final Database database;
    private final SlackSettings settings;

    @Inject
    Cards(Database database, SlackSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** @param key `workspace|incident`, which the ledger knows */
    Card of(String key) {
        ToldRow row =
                find(ToldRow.class, key).orElseThrow(() -> new IllegalStateException(key + " is not in the ledger"));
        Told told = ToldJson.read(row);
        int bar = key.indexOf('|');
        String workspace = key.substring(0, bar);
        String incident = key.substring(bar + 1);
        return new Card(
                workspace,
                incident,
                settings.incidentUrl(workspace, incident),
                told.headline().orElseThrow(),
                told.onCall(),
                told.links(),
                told.headline().orElseThrow().mergedInto().map(into -> elsewhere(workspace, into)));
    }

    private Card.Elsewhere elsewhere(String workspace, String incident) {
        String key = workspace + "|" + incident;
        String title = find(ToldRow.class, key)
                .map(ToldJson::read)
                .flatMap(Told::headline)
                .map(headline -> headline.title())
                .orElse("");
        String url = find(ThreadRow.class, key)
                .map(thread -> thread.url)
                .orElseGet(() -> settings.incidentUrl(workspace, incident));
        return new Card.Elsewhere(incident, title, url);
    }

    private <T> Optional<T> find(Class<T> type, String key) {
        return Optional.ofNullable(database.inTransaction(session -> session.find(type, key)));
    }
}
