package io.headwater.cli.storm;

import io.headwater.cli.client.HeadwaterClient;
import io.headwater.simulator.Night;
import io.headwater.simulator.delivery.Parcel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Posts each delivery of a storm when it is due. */
public final class StormSender {
    private static final int HOURS_A_LINE = 2;

    private final HeadwaterClient client;
    private final String workspace;
    private final PrintWriter out;
    private int runs;
    private int alerts;
    private int repeats;
    private long outcomes;
    private int hour;
    private Duration behind = Duration.ZERO;

    public StormSender(HeadwaterClient client, String workspace, PrintWriter out) {
        this.client = client;
        this.workspace = workspace;
        this.out = out;
    }

    /** Posts it, not before it is due; complains where not all of it is accepted. */
    public void send(Parcel parcel) {
        pauseUntil(parcel.at());
        HeadwaterClient.Answer answer = post(parcel);
        int accepted = HeadwaterClient.require(answer, "delivery " + parcel.number())
                .path("accepted")
                .asInt();
        if (parcel.outcomes() > 0 && accepted != parcel.outcomes()) {
            throw new HeadwaterClient.Refused("delivery %d: %d of its %d outcomes were accepted"
                    .formatted(parcel.number(), accepted, parcel.outcomes()));
        }
        count(parcel);
    }

    private void count(Parcel parcel) {
        if (parcel.repeats().isPresent()) {
            repeats++;
            return;
        }
        runs += parcel.kind() == Parcel.Kind.DBT ? 1 : 0;
        alerts += parcel.kind() == Parcel.Kind.MONTE_CARLO ? 1 : 0;
        outcomes += parcel.outcomes();
    }

    private HeadwaterClient.Answer post(Parcel parcel) {
        String path = parcel.to().replace("{ws}", workspace);
        if (parcel.kind().isForm()) {
            return client.postFiles(path, parcel.files());
        }
        Path body = parcel.files().values().iterator().next();
        try {
            return client.post(path, Files.readString(body), parcel.headers());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + body, failure);
        }
    }

    /** Says every other hour of the night how much was sent; `at` is the night's own time. */
    public void sayProgress(Instant at, String incidents) {
        int now = Math.toIntExact(Duration.between(Night.MIDNIGHT, at).toHours());
        if (now >= hour + HOURS_A_LINE) {
            hour = now - now % HOURS_A_LINE;
            out.printf("  %02d:00  %s; %s%n", hour, words(), incidents);
            out.flush();
        }
    }

    /** What was sent so far. */
    public String words() {
        return "%d dbt runs, %d alerts, %d repeats; %,d outcomes".formatted(runs, alerts, repeats, outcomes);
    }

    /** How long after its due time the last delivery was sent at most. */
    public Duration behind() {
        return behind;
    }

    private void pauseUntil(Instant due) {
        Duration early = Duration.between(Instant.now(), due);
        if (early.isNegative()) {
            behind = early.negated().compareTo(behind) > 0 ? early.negated() : behind;
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(early.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HeadwaterClient.Refused("interrupted");
        }
    }
}
