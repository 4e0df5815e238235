package io.headwater.lineage.intake;

import io.headwater.lineage.facet.Statement;
import io.headwater.lineage.people.KnownPerson;
import io.headwater.lineage.submission.Rejected;
import io.headwater.lineage.view.ViewEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a delivery says.
 *
 * @param statement of assets, where it speaks of them
 * @param views who opened what
 * @param people the names behind the hashes in it
 * @param rejected items that could not be read
 */
record Said(
        Optional<Statement> statement,
        List<ViewEvent> views,
        Collection<KnownPerson> people,
        List<Rejected> rejected) {}
