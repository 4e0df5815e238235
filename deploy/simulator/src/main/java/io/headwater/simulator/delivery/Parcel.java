package io.headwater.simulator.delivery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One delivery, as files that are ready to be posted.
 *
 * @param number its place in the order of arrival, from 0
 * @param at when it is due
 * @param to where it is posted; {@code {ws}} stands for the workspace
 * @param files by the name of the form's part; a webhook or a list of views is the one body instead
 * @param outcomes how many check outcomes it brings
 * @param repeats the number of the delivery that it repeats
 */
public record Parcel(
        int number,
        Instant at,
        Kind kind,
        String to,
        Map<String, Path> files,
        Map<String, String> headers,
        int outcomes,
        OptionalInt repeats) {
    public enum Kind {
        LINEAGE("/api/lineage/{ws}/dbt"),
        VIEWS("/api/lineage/{ws}/views"),
        DBT("/api/ingest/{ws}/dbt"),
        MONTE_CARLO("/api/ingest/{ws}/monte-carlo");

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        /** Whether its files are parts of a form. */
        public boolean isForm() {
            return this == LINEAGE || this == DBT;
        }
    }

    static Parcel of(
            int number, Instant at, Kind kind, Map<String, Path> files, Map<String, String> headers, int outcomes) {
        return new Parcel(number, at, kind, kind.path, files, headers, outcomes, OptionalInt.empty());
    }

    Parcel again(int itsNumber, Instant then) {
        return new Parcel(itsNumber, then, kind, to, files, headers, outcomes, OptionalInt.of(number));
    }
}
