package io.headwater.sandbox.slack;

/** A member of the workspace; {@code name} is the handle, {@code realName} what people read. */
public record SlackUser(String id, String name, String realName, String email, boolean bot) {}
