package io.headwater.ticketing.it;

import io.headwater.stack.HeadwaterStack;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A grave incident that was announced before this installation came into being. */
public final class EarlierIncident implements QuarkusTestResourceLifecycleManager {
    static final String WORKSPACE = "before";
    static final String INCIDENT = "inc-before";

    @Override
    public Map<String, String> start() {
        HeadwaterStack stack = HeadwaterStack.shared();
        try (KafkaLog log = new KafkaLog(stack.bootstrap(), stack.registryUrl())) {
            Story story = new Story(WORKSPACE, INCIDENT).opened().announced();
            log.write(Topics.INCIDENT_EVENTS, WORKSPACE, INCIDENT, story.take());
        }
        return Map.of();
    }

    /** Nothing: the topics end with the stack. */
    @Override
    public void stop() {}
}
