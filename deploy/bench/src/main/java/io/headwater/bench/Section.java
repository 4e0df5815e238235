package io.headwater.bench;

import java.util.List;

/** Figures that are measured together. */
public interface Section {
    /** What {@code --only} calls it. */
    String name();

    /** Its line above the figures: what is measured, at which sizes. */
    String title();

    /** Measures; says as it goes how far it is. */
    List<Figure> measure(Effort effort, Progress progress) throws Exception;
}
