package io.headwater.stack;

import io.headwater.identity.ContentId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * A `manifest.json` as a very large dbt project has it, made up on the spot: a chain of models over one source, each
 * with two tests and the code that makes such documents large. The same bytes every time.
 *
 * @param file on disk; closing removes it
 * @param size in bytes
 * @param sha256 hex
 * @param models `model.big.m0` … in `dw.core`, each reading from the one before, the first from `lake.raw.payments`
 */
public record LargeManifest(Path file, long size, String sha256, int models) implements AutoCloseable {
    private static final int TESTS_PER_MODEL = 2;

    /** Writes one of at least so many bytes to a temporary file. */
    public static LargeManifest write(long bytes, int models) throws IOException {
        Path file = Files.createTempFile("large-manifest-", ".json");
        MessageDigest digest = ContentId.sha256();
        int code = (int) (bytes / models / (1 + TESTS_PER_MODEL));
        try (OutputStream out =
                new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(file), digest), 1 << 16)) {
            SplittableRandom random = new SplittableRandom(7);
            print(
                    out,
                    """
                    {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json",
                      "dbt_version": "1.9.4", "generated_at": "2026-03-01T02:00:00Z", "project_name": "big",
                      "adapter_type": "snowflake"},
                     "sources": {"source.big.raw.payments": {"unique_id": "source.big.raw.payments",
                      "resource_type": "source", "package_name": "big", "source_name": "raw", "name": "payments",
                      "identifier": "payments", "database": "LAKE", "schema": "RAW"}},
                     "nodes": {""");
            for (int model = 0; model < models; model++) {
                String parent = model == 0 ? "source.big.raw.payments" : "model.big.m" + (model - 1);
                print(out, (model == 0 ? "" : ",\n") + model(model, parent, code(code, random)));
                for (int test = 0; test < TESTS_PER_MODEL; test++) {
                    print(out, ",\n" + test(model, test, code(code, random)));
                }
            }
            print(out, "}}");
        }
        return new LargeManifest(file, Files.size(file), HexFormat.of().formatHex(digest.digest()), models);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static String model(int model, String parent, String code) {
        return """
                "model.big.m%1$d": {"unique_id": "model.big.m%1$d", "resource_type": "model", "package_name": "big",
                 "name": "m%1$d", "alias": "m%1$d", "database": "DW", "schema": "CORE", "config": {"materialized": "table"},
                 "description": "The model number %1$d.", "columns": {"id": {"name": "id"}, "amount": {"name": "amount"}},
                 "depends_on": {"nodes": ["%2$s"]}, "compiled_code": "%3$s"}"""
                .formatted(model, parent, code);
    }

    private static String test(int model, int test, String code) {
        return """
                "test.big.t%2$d_m%1$d.%1$d": {"unique_id": "test.big.t%2$d_m%1$d.%1$d", "resource_type": "test",
                 "package_name": "big", "name": "t%2$d_m%1$d", "attached_node": "model.big.m%1$d", "column_name": "id",
                 "config": {"severity": "ERROR"}, "test_metadata": {"name": "not_null", "kwargs": {"column_name": "id"}},
                 "depends_on": {"nodes": ["model.big.m%1$d"]}, "compiled_code": "%3$s"}"""
                .formatted(model, test, code);
    }

    /** SQL that repeats itself, as SQL does, with some that doesn't: it packs to about a fifth. */
    private static String code(int length, SplittableRandom random) {
        StringBuilder sql = new StringBuilder(length + 100);
        while (sql.length() < length) {
            sql.append("select coalesce(a.amount, 0) as amount from dw.core.orders a where a.id = '")
                    .append(Long.toHexString(random.nextLong()))
                    .append("' union all ");
        }
        return sql.toString();
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
