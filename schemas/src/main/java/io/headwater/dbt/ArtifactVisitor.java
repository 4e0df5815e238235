package io.headwater.dbt;

import java.util.Optional;

/** Is told what an artifact with a list of results holds, in the document's own order. */
public interface ArtifactVisitor<T> {
    /** The document's metadata; called at most once, before or after the results, as the document has it. */
    void metadata(ArtifactMetadata metadata);

    /** One readable result; `index` is its place in the document, from 0. */
    void result(int index, T result);

    /** Asked before each result: a fault, where the visitor cannot use it; it is then {@link #rejected}. */
    default Optional<ArtifactFault> refusal(int index, T result) {
        return Optional.empty();
    }

    /** One element that is no result, with its own JSON; the reading goes on. */
    void rejected(ArtifactFault fault, String json);
}
