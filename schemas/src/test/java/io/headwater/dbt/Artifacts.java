package io.headwater.dbt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small artifacts in single quotes, and a visitor that writes down what it is told. */
final class Artifacts {
    private Artifacts() {}

    static InputStream json(String text) {
        return new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static Manifest manifest(String text) throws IOException, UnreadableArtifact {
        return ManifestReader.read(json(text));
    }

    static final class Told<T> implements ArtifactVisitor<T> {
        final List<ArtifactMetadata> metadata = new ArrayList<>();
        final List<T> results = new ArrayList<>();
        final List<ArtifactFault> faults = new ArrayList<>();
        final List<String> rejected = new ArrayList<>();

        @Override
        public void metadata(ArtifactMetadata told) {
            metadata.add(told);
        }

        @Override
        public void result(int index, T result) {
            results.add(result);
        }

        @Override
        public void rejected(ArtifactFault fault, String json) {
            faults.add(fault);
            rejected.add(json);
        }
    }
}
