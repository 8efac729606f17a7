#pragma once

// Inside src/store only.

/// What a report `r` needs to be public, besides being released. One whose reporter does not want it waits for nobody.
#define OMBUD_MAY_BE_PUBLIC                                                                                          \
    "r.lon IS NOT NULL AND r.department IS NOT NULL AND r.expired_at IS NULL AND r.status <> 'rejected' "            \
    "AND r.status <> 'duplicate' AND EXISTS (SELECT 1 FROM category c WHERE c.id = r.category AND c.is_public = 1) " \
    "AND r.public_wish IS NOT 0"
