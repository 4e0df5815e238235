package io.headwater.incident.api;

import io.headwater.access.Grant;
import io.headwater.identity.PersonHash;
import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;

/**
 * Who gives a command: in events only as a keyed hash.
 *
 * @param name e-mail, user name or the token's short hash
 * @param person whether a person acts, not a token
 * @param via console or api
 */
record Caller(String name, boolean person, String via) {

    /**
     * @param session whether the grant comes from a console session
     * @param onBehalfOf the person a program speaks for; only programs may
     */
    static Caller of(Grant grant, boolean session, String onBehalfOf) {
        if (session) {
            return new Caller(grant.who(), true, "console");
        }
        return onBehalfOf == null ? new Caller(grant.who(), false, "api") : new Caller(onBehalfOf, true, "api");
    }

    Actor actor(PersonHash hash) {
        return Actor.newBuilder()
                .setKind(person ? ActorKind.PERSON : ActorKind.SYSTEM)
                .setPerson(hash.of(name))
                .setVia(via)
                .build();
    }
}
