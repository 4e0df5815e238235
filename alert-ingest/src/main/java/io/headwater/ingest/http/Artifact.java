package io.headwater.ingest.http;

import java.util.Optional;

/** The files of a dbt target folder that are of use here. */
enum Artifact {
    RUN_RESULTS("run_results"),
    MANIFEST("manifest"),
    SOURCES("sources"),
    CATALOG("catalog");

    private final String word;

    Artifact(String word) {
        this.word = word;
    }

    /** What `headwater.raw.v1` calls it. */
    String kind() {
        return "dbt." + word;
    }

    String fileName() {
        return word + ".json";
    }

    /** By a part's or a file's name: with or without `.json`, with or without `.gz`. */
    static Optional<Artifact> named(String name) {
        String bare = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceFirst("\\.gz$", "")
                .replaceFirst("\\.json$", "")
                .replace('-', '_');
        for (Artifact artifact : values()) {
            if (artifact.word.equals(bare)) {
                return Optional.of(artifact);
            }
        }
        return Optional.empty();
    }
}
