package io.gyre.streams;

import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** Where state is kept beside its changelog topics, which hold it in either case. State is small: no raw data. */
public enum StoreKind {
    /** In memory: starts fast, is restored from the changelog. */
    MEMORY {
        @Override
        KeyValueBytesStoreSupplier store(String name) {
            return Stores.inMemoryKeyValueStore(name);
        }
    },
    /** In RocksDB below the state folder: for thousands of lines, and for restarts without a restore. */
    DISK {
        @Override
        KeyValueBytesStoreSupplier store(String name) {
            return Stores.persistentKeyValueStore(name);
        }
    };

    abstract KeyValueBytesStoreSupplier store(String name);
}
