package io.headwater.lineage.catalogue;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** Another name of an asset, as `kind:value`. */
@Entity
@Table(name = "catalogue_alias")
@IdClass(CatalogueAlias.Key.class)
public class CatalogueAlias extends PanacheEntityBase {
    @Id
    public String workspace;

    @Id
    public String urn;

    @Id
    public String alias;

    /** Primary key. */
    public record Key(String workspace, String urn, String alias) implements Serializable {}
}
