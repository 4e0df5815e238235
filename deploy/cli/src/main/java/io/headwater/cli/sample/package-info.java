/** The sample company: read from `deploy/sample`, told as genuine dbt artifacts, Monte Carlo payloads and view events. */
package io.headwater.cli.sample;
