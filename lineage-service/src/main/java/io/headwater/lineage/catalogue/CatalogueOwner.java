package io.headwater.lineage.catalogue;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** Who answers for an asset. */
@Entity
@Table(name = "catalogue_owner")
@IdClass(CatalogueOwner.Key.class)
public class CatalogueOwner extends PanacheEntityBase {
    @Id
    public String workspace;

    @Id
    public String urn;

    /** `person:<hash>` or `team:<name>`. */
    @Id
    public String owner;

    /** The hash, where it is a person. */
    public String person;

    /** Primary key. */
    public record Key(String workspace, String urn, String owner) implements Serializable {}
}
