package io.headwater.ingest.http;

import io.headwater.dbt.ArtifactFault;
import io.headwater.dbt.ArtifactMetadata;
import io.headwater.dbt.ArtifactVisitor;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The first look at a list of results: whole to its end, whose run, and which checks will be published. */
final class Survey<T> implements ArtifactVisitor<T> {
    private final Function<T, String> check;
    private final Predicate<T> usable;
    private final Set<String> checks = new HashSet<>();
    private Optional<ArtifactMetadata> metadata = Optional.empty();

    Survey(Function<T, String> check, Predicate<T> usable) {
        this.check = check;
        this.usable = usable;
    }

    @Override
    public void metadata(ArtifactMetadata told) {
        metadata = Optional.of(told);
    }

    @Override
    public void result(int index, T result) {
        if (usable.test(result)) {
            checks.add(check.apply(result));
        }
    }

    @Override
    public void rejected(ArtifactFault fault, String json) {
        // Not counted here: the second reading writes it to the dead letters.
    }

    Optional<ArtifactMetadata> metadata() {
        return metadata;
    }

    Set<String> checks() {
        return checks;
    }
}
