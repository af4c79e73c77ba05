"""Lists and reads the buckets with boto3, signed and unsigned. Argument: the endpoint."""

import hashlib
import sys

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

BUCKET = "neuronpedia-datasets"


def client(endpoint: str, signed: bool):
    style = {"addressing_style": "path"}
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="any" if signed else None,
        aws_secret_access_key="any" if signed else None,
        config=Config(s3=style) if signed else Config(s3=style, signature_version=UNSIGNED),
    )


def code_of(call) -> str:
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "none"


def check(endpoint: str, signed: bool) -> int:
    s3 = client(endpoint, signed)
    assert BUCKET in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
    pages = s3.get_paginator("list_objects_v2").paginate(
        Bucket=BUCKET, PaginationConfig={"PageSize": 3}
    )
    files = [file for page in pages for file in page.get("Contents", [])]
    assert [f["Key"] for f in files] == sorted({f["Key"] for f in files})
    older = s3.get_paginator("list_objects").paginate(Bucket=BUCKET)
    assert [f["Key"] for page in older for f in page["Contents"]] == [f["Key"] for f in files]
    for file in files:
        head = s3.head_object(Bucket=BUCKET, Key=file["Key"])
        body = s3.get_object(Bucket=BUCKET, Key=file["Key"])["Body"].read()
        assert len(body) == file["Size"] == head["ContentLength"], file
        assert f'"{hashlib.sha256(body).hexdigest()}"' == file["ETag"] == head["ETag"], file
    key = files[-1]["Key"]
    part = s3.get_object(Bucket=BUCKET, Key=key, Range="bytes=-5")["Body"].read()
    assert len(part) == 5
    assert code_of(lambda: s3.get_object(Bucket=BUCKET, Key="none")) == "NoSuchKey"
    assert code_of(lambda: s3.put_object(Bucket=BUCKET, Key="x", Body=b"x")) == "MethodNotAllowed"
    assert code_of(lambda: s3.delete_object(Bucket=BUCKET, Key="x")) == "MethodNotAllowed"
    folders = s3.list_objects_v2(Bucket="another-name", Prefix="v1/", Delimiter="/")
    assert "v1/config/" in [p["Prefix"] for p in folders["CommonPrefixes"]]
    return len(files)


for way in (True, False):
    count = check(sys.argv[1], way)
    print(f"boto3 {boto3.__version__}, {'signed' if way else 'unsigned'}: {count} files")
