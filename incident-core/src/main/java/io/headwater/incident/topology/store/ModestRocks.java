package io.headwater.incident.topology.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * RocksDB within bounds: a task has a dozen stores and an instance may have a dozen tasks, so that the default of some 100
 * MB each would be 14 GB. All stores of the JVM share one cache, which their write buffers count against.
 */
public final class ModestRocks implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 160L * 1024 * 1024;
    private static final long WRITE_BUFFERS_BYTES = 112L * 1024 * 1024;
    /** A check's row is written at each commit: the more versions of it meet in the buffer, the fewer reach the disk. */
    private static final long WRITE_BUFFER_BYTES = 16L * 1024 * 1024;

    private static final int BLOOM_BITS = 10;
    /** A restart reads all assets in order: blocks of four times RocksDB's own size are that many fewer to look for. */
    private static final int BLOCK_BYTES = 16 * 1024;

    /** Loaded with the first store, which has loaded the native library then. */
    private static final class Shared {
        static final Cache CACHE = new LRUCache(CACHE_BYTES, -1, false, 0.1);
        static final WriteBufferManager BUFFERS = new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS));
        table.setBlockSize(BLOCK_BYTES);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(Shared.BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
        options.setMaxOpenFiles(256);
    }

    @Override
    public void close(String storeName, Options options) {
        // What is shared lives as long as the JVM; the rest is closed with the store's options.
    }
}
