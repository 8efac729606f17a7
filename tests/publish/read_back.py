"""Prints what GDAL reads from an exported layer, so that all formats can be compared: read_back.py FILE [LAYER]

First the number of rows and the CRS, then each row as JSON: number, texts, and the place in EPSG:4326 to six decimals (of areas: the middle, to five). Field names are
those of GeoJSON, whatever the format calls them; what a format cannot hold (lists) is written as the others have it.
"""
import datetime
import json
import sys

from osgeo import gdal, ogr, osr

gdal.UseExceptions()
ogr.UseExceptions()
SHORT = {"cat_de": "category_name_de", "cat_en": "category_name_en", "group": "group_name", "received": "received_at",
         "changed": "changed_at", "closed": "closed_at"}
LEFT_OUT = {"Name", "description", "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility", "drawOrder",
            "icon", "lon", "lat", "x", "y", "snippet", "Description"}


def value(feature, index, kind):
    if not feature.IsFieldSetAndNotNull(index):
        return None
    if kind in (ogr.OFTStringList,):
        return ";".join(feature.GetFieldAsStringList(index)) or None
    if kind == ogr.OFTDateTime:
        y, m, d, hour, minute, second, _ = feature.GetFieldAsDateTime(index)
        return f"{y:04}-{m:02}-{d:02}T{hour:02}:{minute:02}:{round(second):02}Z"
    if kind in (ogr.OFTInteger, ogr.OFTInteger64):
        return feature.GetFieldAsInteger64(index)
    if kind == ogr.OFTReal:
        return round(feature.GetFieldAsDouble(index), 3)
    text = feature.GetFieldAsString(index)
    return text if text not in ("", "[ ]") else None  # the second is what GDAL makes of an empty array


def main():
    options = ["AUTODETECT_TYPE=YES", "X_POSSIBLE_NAMES=lon,x", "Y_POSSIBLE_NAMES=lat,y"] if sys.argv[1].endswith(".csv") else []
    data = gdal.OpenEx(sys.argv[1], gdal.OF_VECTOR, open_options=options)
    layer = data.GetLayerByName(sys.argv[2]) if len(sys.argv) > 2 else data.GetLayer(0)
    system = layer.GetSpatialRef()
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    way = None
    if system is not None:
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        way = osr.CoordinateTransformation(system, wgs84)
    definition = layer.GetLayerDefn()
    rows = []
    for feature in layer:
        row = {}
        for i in range(definition.GetFieldCount()):
            field = definition.GetFieldDefn(i)
            if field.GetName() in LEFT_OUT:
                continue
            found = value(feature, i, field.GetType())
            if found is not None:
                row[SHORT.get(field.GetName(), field.GetName())] = found
        if layer.GetFIDColumn() == "id":
            row["id"] = feature.GetFID()
        geometry = feature.GetGeometryRef()
        if geometry is not None and not geometry.IsEmpty():
            if way is not None:
                geometry.Transform(way)
            decimals = 6 if geometry.GetGeometryName() == "POINT" else 5
            row["geometry"] = [geometry.GetGeometryName(), *(round(c, decimals) for c in geometry.Centroid().GetPoint_2D())]
        rows.append(row)
    assert layer.GetFeatureCount() == len(rows)
    print(len(rows), system.GetAuthorityCode(None) if system is not None else None)
    for row in sorted(rows, key=lambda row: (row.get("id", 0), str(row))):
        print(json.dumps(row, ensure_ascii=False, sort_keys=True))


main()
