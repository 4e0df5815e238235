package io.headwater.lineage.catalogue;

import io.headwater.topics.RecordKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What records change: rows that go, by key, and rows that come.
 *
 * @param assets keys of the assets whose rows go
 * @param people keys of the people whose rows go
 * @param rows the entities that come
 */
record CatalogueChange(List<RecordKey> assets, List<RecordKey> people, List<Object> rows) {

    static CatalogueChange nothing() {
        return new CatalogueChange(List.of(), List.of(), List.of());
    }

    static CatalogueChange asset(RecordKey key, List<Object> rows) {
        return new CatalogueChange(List.of(key), List.of(), rows);
    }

    static CatalogueChange endedAsset(RecordKey key) {
        return asset(key, List.of());
    }

    static CatalogueChange person(RecordKey key, Object row) {
        return new CatalogueChange(List.of(), List.of(key), List.of(row));
    }

    static CatalogueChange erasedPerson(RecordKey key) {
        return new CatalogueChange(List.of(), List.of(key), List.of());
    }

    /** Changes of different keys as one. */
    static CatalogueChange together(Collection<CatalogueChange> changes) {
        List<RecordKey> assets = new ArrayList<>();
        List<RecordKey> people = new ArrayList<>();
        List<Object> rows = new ArrayList<>();
        for (CatalogueChange change : changes) {
            assets.addAll(change.assets);
            people.addAll(change.people);
            rows.addAll(change.rows);
        }
        return new CatalogueChange(assets, people, rows);
    }
}
