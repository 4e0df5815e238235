package io.headwater.lineage.catalogue;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** An asset as the catalogue shows and finds it. */
@Entity
@Table(name = "catalogue_asset")
@IdClass(CatalogueAsset.Key.class)
public class CatalogueAsset extends PanacheEntityBase {
    @Id
    public String workspace;

    @Id
    public String urn;

    public String type;
    public String name;
    public Integer tier;
    public String domain;

    /** JSON of the facets, as they stand on the topic. */
    public String facets;

    /** Words to be found by; the database keeps an index of them. */
    @Column(name = "search_text")
    public String searchText;

    /** Primary key. */
    public record Key(String workspace, String urn) implements Serializable {}
}
