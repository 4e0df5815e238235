package io.headwater.sandbox.web;

/** Told of every change of state, after it is kept; drives the live page. */
@FunctionalInterface
public interface Changes {
    /**
     * @param target {@code slack}, {@code jira} or {@code mail}
     * @param id the channel, issue or mail that changed
     */
    void changed(String target, String id);
}
