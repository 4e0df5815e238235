package io.headwater.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a Quarkus service under test the shared stack. Init arguments: `database` names the service's database, created
 * empty; without it the service gets none.
 */
public final class HeadwaterTestResource implements QuarkusTestResourceLifecycleManager {
    /** The init argument that names the database. */
    public static final String DATABASE = "database";
    /** The key with which services under test hash people. */
    public static final String PEOPLE_KEY = ServiceSettings.PEOPLE_KEY;
    /** The origin that services under test put into links. */
    public static final String PUBLIC_URL = ServiceSettings.PUBLIC_URL;

    private String database;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.get(DATABASE);
    }

    @Override
    public Map<String, String> start() {
        return ServiceSettings.of(Optional.ofNullable(database));
    }

    /** Nothing: the stack is shared by all tests of the JVM and ends with it. */
    @Override
    public void stop() {
        database = null;
    }
}
