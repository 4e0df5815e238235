/** The incident: its events, their fold, its commands and its life cycle. Pure. */
package io.headwater.incident.incident;
