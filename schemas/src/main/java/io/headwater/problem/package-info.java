/** Errors over HTTP: RFC 9457 `application/problem+json` that names what was wrong, where, and what to do. */
package io.headwater.problem;
