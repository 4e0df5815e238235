package io.headwater.ingest.http;

import io.headwater.ingest.delivery.Payload;
import io.headwater.ingest.delivery.Spool;
import io.headwater.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The artifacts of one request, on disk; closing removes them. */
final class DbtParts implements AutoCloseable {
    private final Map<Artifact, Payload> payloads = new EnumMap<>(Artifact.class);

    /** From a form: each part known by its name or its file's name. */
    static DbtParts of(MultipartFormDataInput form, Spool spool) throws IOException {
        DbtParts parts = new DbtParts();
        boolean whole = false;
        try {
            for (Map.Entry<String, Collection<FormValue>> part :
                    form.getValues().entrySet()) {
                for (FormValue value : part.getValue()) {
                    parts.take(part.getKey(), value, spool);
                }
            }
            if (parts.payloads.isEmpty()) {
                throw refused(
                        "run_results.json",
                        "required: send at least one of run_results.json, sources.json, manifest.json");
            }
            whole = true;
            return parts;
        } finally {
            if (!whole) {
                parts.close();
            }
        }
    }

    /** From a plain body, which is a `run_results.json`. */
    static DbtParts ofRunResults(InputStream body, Spool spool) throws IOException {
        DbtParts parts = new DbtParts();
        parts.payloads.put(
                Artifact.RUN_RESULTS, spool.take(Artifact.RUN_RESULTS.kind(), Artifact.RUN_RESULTS.fileName(), body));
        return parts;
    }

    Optional<Payload> get(Artifact artifact) {
        return Optional.ofNullable(payloads.get(artifact));
    }

    Map<Artifact, Payload> all() {
        return payloads;
    }

    @Override
    public void close() throws IOException {
        for (Payload payload : payloads.values()) {
            payload.close();
        }
    }

    private void take(String name, FormValue value, Spool spool) throws IOException {
        Artifact artifact = Artifact.named(name)
                .or(() -> Optional.ofNullable(value.getFileName()).flatMap(Artifact::named))
                .orElseThrow(() ->
                        refused(name, "a part is one of run_results.json, manifest.json, sources.json, catalog.json"));
        if (payloads.containsKey(artifact)) {
            throw refused(name, artifact.fileName() + " was sent twice");
        }
        try (InputStream in = value.isFileItem()
                ? value.getFileItem().getInputStream()
                : new ByteArrayInputStream(value.getValue().getBytes(StandardCharsets.UTF_8))) {
            payloads.put(artifact, spool.take(artifact.kind(), artifact.fileName(), in));
        }
    }

    private static RuntimeException refused(String part, String rule) {
        return Problem.malformed("part '" + part + "': " + rule, new Problem.FieldError(part, rule))
                .asException();
    }
}
