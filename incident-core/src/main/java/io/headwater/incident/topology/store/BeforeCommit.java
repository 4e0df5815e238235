package io.headwater.incident.topology.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store without rows, through which a task learns that a commit is under way while what it writes still goes into that
 * commit's transaction. Streams tells that to no processor, only to a {@link CachedStateStore}, which is internal to it;
 * its own cache would do, but makes bytes of a row at every change instead of once for each commit.
 */
final class BeforeCommit implements CachedStateStore<Object, Object>, StateStore {
    /** Name of the store. */
    static final String STORE = "before-commit";

    private final List<Runnable> listeners = new ArrayList<>();
    private boolean open;

    /** This too is done before each commit from now on, until the task changes hands. */
    void run(Runnable action) {
        listeners.add(action);
    }

    @Override
    public void flushCache() {
        listeners.forEach(Runnable::run);
    }

    /** The task changes hands: whoever has it next makes a state of its own. */
    @Override
    public void clearCache() {
        listeners.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> unused, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return STORE;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        clearCache();
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void flush() {
        // It has no rows.
    }

    @Override
    public void close() {
        clearCache();
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Makes one for each task. */
    static final class Builder implements StoreBuilder<BeforeCommit> {
        @Override
        public BeforeCommit build() {
            return new BeforeCommit();
        }

        @Override
        public String name() {
            return STORE;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public StoreBuilder<BeforeCommit> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("nothing of it can be logged");
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingDisabled() {
            return this;
        }
    }
}
