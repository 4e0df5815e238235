/** HTTP: what may be sent and asked, who may, and how faults are told. */
package io.headwater.lineage.api;
