package io.headwater.lineage.catalogue;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** Data flows from upstream to downstream. It belongs to the downstream asset, which names its upstreams. */
@Entity
@Table(name = "catalogue_edge")
@IdClass(CatalogueEdge.Key.class)
public class CatalogueEdge extends PanacheEntityBase {
    @Id
    public String workspace;

    @Id
    public String downstream;

    @Id
    public String upstream;

    /** Primary key. */
    public record Key(String workspace, String downstream, String upstream) implements Serializable {}
}
