/**
 * Configuration as code: versioned policies of a workspace and what they mean to the rules. Pure; how documents are read,
 * checked and stored is in {@code policy.registry}.
 */
package io.headwater.incident.policy;
