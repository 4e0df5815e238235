/** Who looked at what: view events, people by hash alone. Pure. */
package io.headwater.lineage.view;
