package io.headwater.incident.policy.registry;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.headwater.access.Grant;
import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.access.TokenFilter;
import io.headwater.identity.PersonHash;
import io.headwater.incident.policy.SilencePolicy;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.problem.Problem;
import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.Person;
import io.headwater.schema.Policy;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Policies as code over HTTP: put, read, end. Every change is a new version; nothing is ever overwritten. */
@Path("/api/policies/{ws}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PolicyResource {
    private static final int TRIES = 5;

    private final PolicyLog log;
    private final PersonHash hash;
    private final Clock clock;
    private final PolicyText text = new PolicyText(new CelExpressions()::errors, CelExpressions.overOutcomes()::errors);

    @Inject
    PolicyResource(PolicyLog log, Clock clock, @ConfigProperty(name = "headwater.people.key") String peopleKey) {
        this.log = log;
        this.clock = clock;
        this.hash = new PersonHash(peopleKey);
    }

    /** A policy as it is shown; `document` is its JSON, people as hashes. */
    public record View(
            String kind,
            String name,
            long version,
            boolean changed,
            boolean removed,
            String appliedAt,
            @JsonRawValue String document) {
        static View of(Policy policy, boolean changed) {
            return new View(
                    policy.getKind(),
                    policy.getName(),
                    policy.getVersion(),
                    changed,
                    policy.getRemoved(),
                    policy.getAppliedAt().toString(),
                    policy.getDocument());
        }
    }

    /** A list of policies. */
    public record Views(List<View> items) {}

    @PUT
    @Path("/{kind}/{name}")
    @Needs(Role.ADMIN)
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml", MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(summary = "Put a policy in force; a document that changes nothing makes no new version")
    public View put(
            @PathParam("ws") String workspace,
            @PathParam("kind") String kind,
            @PathParam("name") String name,
            String body,
            @Context ContainerRequestContext request) {
        PolicyPeople.Hashed hashed = checked(body, kind, name, request);
        requireNoOther(workspace, kind, name);
        String document = PolicyText.canonical(hashed.values());
        String source = withoutPeople(body, hashed.people());
        return write(workspace, kind, name, document, source, false, people(workspace, hashed.people()), request);
    }

    /**
     * What putting a document in force would change.
     *
     * @param version that is in force; 0 where none is
     * @param inForce its document, null where none is; people as hashes, as in `document`
     */
    public record Proposal(
            String kind,
            String name,
            long version,
            boolean changed,
            @JsonRawValue String inForce,
            @JsonRawValue String document) {}

    @POST
    @Path("/{kind}/{name}/check")
    @Needs(Role.VIEWER)
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml", MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(summary = "Check a document and say what it would change; nothing is put in force")
    public Proposal check(
            @PathParam("ws") String workspace,
            @PathParam("kind") String kind,
            @PathParam("name") String name,
            String body,
            @Context ContainerRequestContext request) {
        String document =
                PolicyText.canonical(checked(body, kind, name, request).values());
        requireNoOther(workspace, kind, name);
        Optional<Policy> inForce = log.book().newest(workspace, kind, name).filter(policy -> !policy.getRemoved());
        return new Proposal(
                kind,
                name,
                inForce.map(Policy::getVersion).orElse(0L),
                inForce.filter(policy -> policy.getDocument().equals(document)).isEmpty(),
                inForce.map(Policy::getDocument).orElse(null),
                document);
    }

    @DELETE
    @Path("/{kind}/{name}")
    @Needs(Role.ADMIN)
    @Operation(summary = "End a policy; its versions stay readable")
    public View end(
            @PathParam("ws") String workspace,
            @PathParam("kind") String kind,
            @PathParam("name") String name,
            @Context ContainerRequestContext request) {
        Policy newest = find(workspace, kind, name);
        return write(workspace, kind, name, newest.getDocument(), newest.getSource(), true, List.of(), request);
    }

    @GET
    @Needs(Role.VIEWER)
    @Operation(summary = "All policies in force")
    public Views list(@PathParam("ws") String workspace) {
        return new Views(log.book().inForce(workspace).stream()
                .map(p -> View.of(p, false))
                .toList());
    }

    @GET
    @Path("/{kind}/{name}")
    @Needs(Role.VIEWER)
    @Operation(summary = "A policy's newest version")
    public View get(@PathParam("ws") String workspace, @PathParam("kind") String kind, @PathParam("name") String name) {
        return View.of(find(workspace, kind, name), false);
    }

    @GET
    @Path("/{kind}/{name}/versions")
    @Needs(Role.VIEWER)
    @Operation(summary = "A policy's versions, newest first")
    public Views versions(
            @PathParam("ws") String workspace, @PathParam("kind") String kind, @PathParam("name") String name) {
        return new Views(log.book().versions(workspace, kind, name).stream()
                .map(p -> View.of(p, false))
                .toList());
    }

    /** The document, if it may be put in force, its people as hashes. */
    private PolicyPeople.Hashed checked(String body, String kind, String name, ContainerRequestContext request) {
        PolicyText.Checked checked = text.read(body, kind, name);
        requireAuthor(checked, request);
        return PolicyPeople.hash(checked.values(), hash);
    }

    /** Of the constants of correlation one document holds: a second would stand in the list and mean nothing. */
    private void requireNoOther(String workspace, String kind, String name) {
        if (kind.equals("correlation")) {
            log.book().inForce(workspace).stream()
                    .filter(policy -> policy.getKind().equals(kind))
                    .filter(policy -> !policy.getName().equals(name))
                    .findFirst()
                    .ifPresent(other -> {
                        throw Problem.conflict("%s/%s is in force, and a workspace has one policy of this kind: change"
                                                .formatted(kind, other.getName())
                                        + " that one, or end it first")
                                .asException();
                    });
        }
    }

    private Policy find(String workspace, String kind, String name) {
        return log.book().newest(workspace, kind, name).orElseThrow(() -> Problem.notFound(
                        "there is no policy " + kind + "/" + name + " in workspace " + workspace)
                .asException());
    }

    private View write(
            String workspace,
            String kind,
            String name,
            String document,
            String source,
            boolean removed,
            List<Person> people,
            ContainerRequestContext request) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Policy newest = log.book().newest(workspace, kind, name).orElse(null);
            if (newest != null
                    && newest.getRemoved() == removed
                    && newest.getDocument().equals(document)) {
                return View.of(newest, false);
            }
            Policy next = Policy.newBuilder()
                    .setWorkspace(workspace)
                    .setKind(kind)
                    .setName(name)
                    .setVersion(newest == null ? 1 : newest.getVersion() + 1)
                    .setDocument(document)
                    .setSource(source)
                    .setAppliedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .setAppliedBy(actor(request))
                    .setRemoved(removed)
                    .build();
            Policy stands = log.write(next, people);
            if (stands.getDocument().equals(document) && stands.getRemoved() == removed) {
                return View.of(stands, true);
            }
        }
        throw Problem.conflict("others keep changing policy " + kind + "/" + name + "; try again")
                .asException();
    }

    /** Somebody answers for a silence: whom the document names, else who applies it; a system's token is nobody. */
    private void requireAuthor(PolicyText.Checked checked, ContainerRequestContext request) {
        Object spec = checked.values().get("spec");
        Object author = ((Map<?, ?>) spec).get("author");
        boolean blank = author instanceof String name && name.isBlank();
        if (blank
                || SilencePolicy.isKind(checked.kind())
                        && author == null
                        && actor(request).getPerson() == null) {
            String rule = blank
                    ? "is blank: somebody answers for it"
                    : "is missing, and the token with which it is applied is no person's";
            throw Problem.malformed(
                            "policy " + checked.kind() + "/" + checked.name() + ": /spec/author: " + rule,
                            new Problem.FieldError("/spec/author", rule))
                    .asException();
        }
    }

    private Actor actor(ContainerRequestContext request) {
        Grant grant = (Grant) request.getProperty(TokenFilter.GRANT);
        boolean person = grant != null && grant.who().contains("@");
        return Actor.newBuilder()
                .setKind(person ? ActorKind.PERSON : ActorKind.SYSTEM)
                .setPerson(person ? hash.of(grant.who()) : null)
                .setVia("api")
                .build();
    }

    private static List<Person> people(String workspace, Map<String, String> named) {
        List<Person> people = new ArrayList<>();
        named.forEach((hashed, who) -> people.add(Person.newBuilder()
                .setWorkspace(workspace)
                .setPerson(hashed)
                .setName(who.contains("@") ? null : who)
                .setEmail(who.contains("@") ? who : null)
                .build()));
        return people;
    }

    /** The text as it was applied, without the people in it. */
    private static String withoutPeople(String body, Map<String, String> people) {
        String text = body;
        for (Map.Entry<String, String> person : people.entrySet()) {
            text = text.replace(person.getValue(), person.getKey());
        }
        return text;
    }
}
