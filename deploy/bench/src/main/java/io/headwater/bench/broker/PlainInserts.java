package io.headwater.bench.broker;

import io.headwater.stack.HeadwaterStack;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The reactive PostgreSQL client alone, as fast as it inserts: a transaction for each batch of the rebuild's size. */
final class PlainInserts implements AutoCloseable {
    private static final int BATCH = 2_000;

    /** What a record of the log says. */
    record Row(String key, long offset, String type, String document) {}

    private final Pool pool;

    PlainInserts(HeadwaterStack stack, String database) {
        PgConnectOptions options = PgConnectOptions.fromUri(
                        stack.reactiveUrl(database).replaceFirst("^vertx-reactive:", ""))
                .setUser(stack.username())
                .setPassword(stack.password())
                .setCachePreparedStatements(true);
        pool = PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(1))
                .build();
    }

    /** Inserts them into a table of their own; answers how many a second. */
    double rowsPerSecond(List<Row> rows) throws InterruptedException {
        number("drop table if exists plain");
        number("create table plain (key text, log_offset bigint, type text not null, document text not null,"
                + " primary key (key, type, log_offset))");
        long begun = System.nanoTime();
        for (int from = 0; from < rows.size(); from += BATCH) {
            insert(rows.subList(from, Math.min(from + BATCH, rows.size())));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long written = number("select count(*) from plain");
        if (written != rows.size()) {
            throw new IllegalStateException("of " + rows.size() + " rows " + written + " are there");
        }
        return rows.size() / seconds;
    }

    private void insert(List<Row> rows) throws InterruptedException {
        List<Tuple> tuples = new ArrayList<>(rows.size());
        rows.forEach(row -> tuples.add(Tuple.of(row.key(), row.offset(), row.type(), row.document())));
        await(pool.withTransaction(connection -> connection
                .preparedQuery("insert into plain (key, log_offset, type, document) values ($1, $2, $3, $4)")
                .executeBatch(tuples)));
    }

    /** The number that a query answers with; 0 where it answers with none. */
    long number(String query) throws InterruptedException {
        var rows = await(pool.query(query).execute()).iterator();
        return rows.hasNext() ? rows.next().getLong(0) : 0;
    }

    private static <T> T await(Future<T> future) throws InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("PostgreSQL refused", failure.getCause());
        }
    }

    @Override
    public void close() throws InterruptedException {
        await(pool.close());
    }
}
