package io.headwater.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a Quarkus service under test the shared stack. Init arguments: `database` names the service's database, created
 * empty; without it the service gets none.
 */
public final class HeadwaterTestResource implements QuarkusTestResourceLifecycleManager {
    /** The init argument that names the database. */
    public static final String DATABASE = "database";
    /** The key with which services under test hash people. */
    public static final String PEOPLE_KEY = "test-people-key-0123456789abcdef";
    /** The origin that services under test put into links. */
    public static final String PUBLIC_URL = "http://headwater.test";

    private String database;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.get(DATABASE);
    }

    @Override
    public Map<String, String> start() {
        HeadwaterStack stack = HeadwaterStack.shared();
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", stack.bootstrap());
        settings.put("headwater.registry.url", stack.registryUrl());
        settings.put("headwater.people.key", PEOPLE_KEY);
        settings.put("headwater.tokens", TestTokens.configuration());
        settings.put("headwater.public-url", PUBLIC_URL);
        settings.put("quarkus.http.test-port", "0");
        if (database != null) {
            stack.freshDatabase(database);
            settings.put("quarkus.datasource.username", stack.username());
            settings.put("quarkus.datasource.password", stack.password());
            settings.put("quarkus.datasource.jdbc.url", stack.jdbcUrl(database));
            settings.put("quarkus.datasource.reactive.url", stack.reactiveUrl(database));
        }
        return settings;
    }

    /** Nothing: the stack is shared by all tests of the JVM and ends with it. */
    @Override
    public void stop() {
        database = null;
    }
}
