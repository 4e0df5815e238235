package io.headwater.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.client.HeadwaterClient.Answer;
import java.io.PrintWriter;

/** Shows how far a replay or back-test is, until it is over. Ctrl-C ends it there too: it would hold up the next one. */
final class PlayWatch {
    private static final long ASK_EACH_MS = 500;

    private final HeadwaterClient client;
    private final PrintWriter progress;
    private volatile boolean ending;

    /** @param progress where progress is shown; what is found is for the caller to print */
    PlayWatch(HeadwaterClient client, PrintWriter progress) {
        this.client = client;
        this.progress = progress;
    }

    /** How it ended; refuses with the reason where it did not end well. */
    JsonNode toEnd(String path, Answer begun, String what) {
        String id =
                HeadwaterClient.require(begun, "starting a " + what).path("id").asText();
        String here = path + "/" + id;
        Thread interrupted = new Thread(() -> end(here), "ctrl-c");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            JsonNode play = watch(here);
            if (!play.path("state").asText().equals("done")) {
                throw new HeadwaterClient.Refused("the %s %s: %s"
                        .formatted(
                                what,
                                play.path("state").asText(),
                                play.path("reason").asText()));
            }
            return play;
        } finally {
            if (!ending) {
                Runtime.getRuntime().removeShutdownHook(interrupted);
            }
        }
    }

    private void end(String here) {
        ending = true;
        client.delete(here);
    }

    private JsonNode watch(String here) {
        String shown = "";
        while (true) {
            JsonNode play = client.get(here);
            if (!play.path("state").asText().equals("running")) {
                return play;
            }
            long total = play.path("total").asLong();
            String line = total == 0
                    ? "… waiting until all is on record"
                    : "… played %d %% of %d records"
                            .formatted(100 * play.path("played").asLong() / total, total);
            if (!line.equals(shown)) {
                progress.println(line);
                progress.flush();
                shown = line;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_EACH_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HeadwaterClient.Refused("interrupted; it goes on without being watched");
        }
    }
}
